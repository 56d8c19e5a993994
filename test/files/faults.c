/* System calls that fail, for tests: LD_PRELOAD this, and set ZEGEL_FAULTS (read anew at each call) to rules
 *   CALL:WHAT:NTH:PART;…
 * CALL  write, fsync, fsyncdir (a folder), link, rename, unlink (rmdir too)
 * WHAT  an errno by number, KILL (SIGKILL before the call), HALF (of write: half of the bytes, as on a disk that gets full),
 *       or MINE (before link: somebody else's file gets the name first)
 * NTH   0: each call that matches; else only the one of that number since the variable changed; a call that one rule
 *       has changed is not counted by the rules behind it
 * PART  what the path must contain, with $ behind it what it must end in; of link and rename the new name, of a descriptor what it was opened by */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define RULES 8
#define HALF -1
static char seen[1024];
static int counts[RULES];

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void mine(const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (file < 0) return;
  REAL(write);
  if (real(file, "mine", 4) != 4) abort();
  close(file);
}

static int names(const char *path, const char *part) {
  size_t length = strlen(part), whole = strlen(path);
  if (length == 0 || part[length - 1] != '$') return strstr(path, part) != NULL;
  return whole >= --length && strncmp(path + whole - length, part, length) == 0;
}

/* 0: let it pass; HALF; else the errno. */
static int fault(const char *call, const char *path) {
  const char *rules = getenv("ZEGEL_FAULTS");
  if (rules == NULL || path == NULL || strlen(rules) >= sizeof seen) return 0;
  if (strcmp(rules, seen) != 0) {
    strcpy(seen, rules);
    memset(counts, 0, sizeof counts);
  }
  char copy[sizeof seen], *rest = copy, *rule;
  strcpy(copy, rules);
  for (int i = 0; i < RULES && (rule = strsep(&rest, ";")) != NULL; i++) {
    char *on = strsep(&rule, ":"), *what = strsep(&rule, ":"), *nth = strsep(&rule, ":");
    if (on == NULL || what == NULL || nth == NULL || rule == NULL) continue;
    if (strcmp(on, call) != 0 || !names(path, rule)) continue;
    counts[i]++;
    if (atoi(nth) != 0 && atoi(nth) != counts[i]) continue;
    if (strcmp(what, "KILL") == 0) kill(getpid(), SIGKILL);
    if (strcmp(what, "HALF") == 0) return HALF;
    if (strcmp(what, "MINE") == 0) {
      mine(path);
      continue;
    }
    return atoi(what);
  }
  return 0;
}

static int fault_of_fd(const char *call, int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  struct stat status;
  if (strcmp(call, "fsync") == 0 && fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) call = "fsyncdir";
  return fault(call, path);
}

#define FAIL(code) do { int found = (code); if (found > 0) { errno = found; return -1; } } while (0)
/* The same of a write of `count` bytes, which may become fewer. */
#define FAIL_WRITE(fd) do { \
  int found = fault_of_fd("write", fd); \
  if (found > 0) { errno = found; return -1; } \
  if (found == HALF) count = (count + 1) / 2; \
} while (0)

/* The same of pieces: half of the first. */
#define FAIL_WRITEV(fd) \
  struct iovec half; \
  do { \
    int found = fault_of_fd("write", fd); \
    if (found > 0) { errno = found; return -1; } \
    if (found == HALF && count > 0) { \
      half = (struct iovec){ parts[0].iov_base, (parts[0].iov_len + 1) / 2 }; \
      parts = &half; \
      count = 1; \
    } \
  } while (0)

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(write);
  FAIL_WRITE(fd);
  return real(fd, bytes, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  REAL(pwrite);
  FAIL_WRITE(fd);
  return real(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  REAL(pwrite64);
  FAIL_WRITE(fd);
  return real(fd, bytes, count, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  FAIL_WRITEV(fd);
  return real(fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  REAL(pwritev);
  FAIL_WRITEV(fd);
  return real(fd, parts, count, at);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  REAL(pwritev64);
  FAIL_WRITEV(fd);
  return real(fd, parts, count, at);
}
int fsync(int fd) {
  REAL(fsync);
  FAIL(fault_of_fd("fsync", fd));
  return real(fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  FAIL(fault_of_fd("fsync", fd));
  return real(fd);
}
int link(const char *from, const char *to) {
  REAL(link);
  FAIL(fault("link", to));
  return real(from, to);
}
int rename(const char *from, const char *to) {
  REAL(rename);
  FAIL(fault("rename", to));
  return real(from, to);
}
int unlink(const char *path) {
  REAL(unlink);
  FAIL(fault("unlink", path));
  return real(path);
}
int unlinkat(int folder, const char *path, int flags) {
  REAL(unlinkat);
  char link[64], whole[8192];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  ssize_t length = folder == AT_FDCWD ? 0 : readlink(link, whole, 4096);
  if (length >= 0) {
    snprintf(whole + length, sizeof whole - length, "/%s", path);
    FAIL(fault("unlink", whole));
  }
  return real(folder, path, flags);
}
int rmdir(const char *path) {
  REAL(rmdir);
  FAIL(fault("unlink", path));
  return real(path);
}
