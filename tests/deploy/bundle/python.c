/* Stands in for python.exe: writes down what it was asked, makes the folder of an environment, fails where it is told.
   With "hold FILE" it keeps a file open, as a program in use does, until its input ends. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

int wmain(int count, wchar_t **words) {
    if (count == 3 && !wcscmp(words[1], L"hold")) {
        HANDLE held = CreateFileW(words[2], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
        puts(held == INVALID_HANDLE_VALUE ? "failed" : "held");
        fflush(stdout);
        getchar();
        return 0;
    }
    wchar_t self[1024], made[1024], *fails = _wgetenv(L"FAILS");
    FILE *calls = _wfopen(_wgetenv(L"CALLS"), L"a, ccs=UTF-8");
    GetModuleFileNameW(NULL, self, 1024);
    fwprintf(calls, L"%ls", self);
    for (int at = 1; at < count; at++) fwprintf(calls, L"\t%ls", words[at]);
    fwprintf(calls, L"\n");
    fclose(calls);
    for (int at = 1; fails && at < count; at++)
        if (wcsstr(words[at], fails)) return 1;
    for (int at = 1; at < count - 1; at++)
        if (!wcscmp(words[at], L"venv")) {
            swprintf(made, 1024, L"%ls", words[at + 1]);
            CreateDirectoryW(made, NULL);
            CreateDirectoryW(wcscat(made, L"\\Scripts"), NULL);
            return !CopyFileW(self, wcscat(made, L"\\python.exe"), TRUE);
        }
    return 0;
}
