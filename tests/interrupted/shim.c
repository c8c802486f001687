/* Stands between the program and the system (LD_PRELOAD) and makes the n-th call that changes
   a file fail, or kills the process there as kill -9 does. Without a number it counts.
     STICKPROV_FAULT_AT    which call, from 1; 0 counts
     STICKPROV_FAULT_KIND  kill, or the number of the error to give
     STICKPROV_FAULT_COUNT where the count is written at the end */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long seen;
static long at = -1;
static int error;

static void configure(void)
{
    const char *which = getenv("STICKPROV_FAULT_AT");
    const char *kind = getenv("STICKPROV_FAULT_KIND");
    error = kind && strcmp(kind, "kill") ? atoi(kind) : 0;
    at = which ? atol(which) : 0;
}

/* Whether this call is the one. */
static int fails(void)
{
    if (at < 0)
        configure();
    if (atomic_fetch_add(&seen, 1) + 1 != at)
        return 0;
    if (!error)
        raise(SIGKILL);
    errno = error;
    return 1;
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("STICKPROV_FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld", atomic_load(&seen));
        fclose(file);
    }
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPENS(name)                                              \
    int name(const char *path, int flags, ...)                   \
    {                                                            \
        va_list list;                                            \
        va_start(list, flags);                                   \
        mode_t mode = va_arg(list, mode_t);                      \
        va_end(list);                                            \
        if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && fails())  \
            return -1;                                           \
        return REAL(name)(path, flags, mode);                    \
    }
OPENS(open)
OPENS(open64)

ssize_t write(int file, const void *bytes, size_t count)
{
    return file > 2 && fails() ? -1 : REAL(write)(file, bytes, count);
}

int fsync(int file) { return fails() ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return fails() ? -1 : REAL(fdatasync)(file); }
int rename(const char *from, const char *to) { return fails() ? -1 : REAL(rename)(from, to); }
int unlink(const char *path) { return fails() ? -1 : REAL(unlink)(path); }
int mkdir(const char *path, mode_t mode) { return fails() ? -1 : REAL(mkdir)(path, mode); }
