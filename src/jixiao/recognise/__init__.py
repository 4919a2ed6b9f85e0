"""Tables to forms by the labels they carry; knows nothing of file types."""
