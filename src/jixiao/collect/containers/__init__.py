"""What files arrive in: mails, archives, attachments inside them."""
