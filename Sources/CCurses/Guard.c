#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "CCurses.h"

// Handlers may only touch lock-free atomics and memory that was written before they were installed.

enum { leaving_capacity = 512, captured_tail = 32768, captured_most = 1 << 20 };

static const int fatal_signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE};
/// Those that would end the program end it as a person would: the terminal is brought back, the song is saved.
static const int event_signals[] = {
    SIGWINCH, SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGTSTP, SIGCONT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO,
};
enum {
    fatal_count = sizeof fatal_signals / sizeof fatal_signals[0],
    event_count = sizeof event_signals / sizeof event_signals[0],
};

static struct sigaction previous_fatal[fatal_count];
static struct sigaction previous_event[event_count];
static struct termios original;
static char leaving[leaving_capacity];
static _Atomic size_t leaving_count;
static _Atomic int terminal = -1;
static _Atomic int events = -1;
static _Atomic int captured = -1;
static _Atomic int real_output = -1;
static _Atomic int real_error = -1;
static _Atomic unsigned flags;
/// Set while the terminal is ours; whoever clears it brings it back.
static _Atomic bool is_up;

static void write_all(int file, const char *bytes, size_t count) {
    while (count > 0) {
        const ssize_t written = write(file, bytes, count);
        if (written < 0 && errno == EINTR) { continue; }
        if (written <= 0) { return; }  // the terminal has gone: there is nobody to tell
        bytes += written;
        count -= (size_t)written;
    }
}

void ccurses_guard_post(unsigned added) {
    const int saved = errno;
    atomic_fetch_or(&flags, added);
    const uint64_t one = 1;
    const int file = atomic_load(&events);
    // full means that it is readable already
    if (file >= 0 && write(file, &one, sizeof one) < 0) { errno = saved; }
    errno = saved;
}

unsigned ccurses_guard_take(void) { return atomic_exchange(&flags, 0); }

static void on_event(int signal) {
    switch (signal) {
        case SIGWINCH: ccurses_guard_post(ccurses_resized); break;
        case SIGINT: ccurses_guard_post(ccurses_interrupted); break;
        case SIGTSTP: ccurses_guard_post(ccurses_stopped); break;
        case SIGCONT: ccurses_guard_post(ccurses_continued); break;
        default: ccurses_guard_post(ccurses_hung_up);
    }
}

/// What libraries and the runtime wrote while the screen was up goes where it was meant to go.
static void release_streams(void) {
    const int file = atomic_exchange(&captured, -1);
    if (file < 0) { return; }
    const int output = atomic_exchange(&real_output, -1);
    const int error = atomic_exchange(&real_error, -1);
    if (output >= 0) {
        dup2(output, STDOUT_FILENO);
        close(output);
    }
    if (error >= 0) {
        dup2(error, STDERR_FILENO);
        close(error);
    }
    const off_t end = lseek(file, 0, SEEK_END);
    off_t place = end > captured_tail ? end - captured_tail : 0;
    char bytes[512];
    while (place < end) {
        const ssize_t count = pread(file, bytes, sizeof bytes, place);
        if (count <= 0) { break; }
        write_all(STDERR_FILENO, bytes, (size_t)count);
        place += count;
    }
    close(file);
}

void ccurses_guard_leave(void) {
    if (!atomic_exchange(&is_up, false)) { return; }
    const int file = atomic_load(&terminal);
    write_all(file, leaving, atomic_load(&leaving_count));
    // in the background this would stop the program in the middle of its end
    sigset_t background;
    sigset_t before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    tcsetattr(file, TCSANOW, &original);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/// Lets a handler that was there before do its work.
static void pass_on(const struct sigaction *previous, int signal, siginfo_t *information, void *context) {
    if ((previous->sa_flags & SA_SIGINFO) != 0) {
        previous->sa_sigaction(signal, information, context);
    } else if (previous->sa_handler != SIG_DFL && previous->sa_handler != SIG_IGN) {
        previous->sa_handler(signal);
    }
}

static void on_fatal(int signal, siginfo_t *information, void *context) {
    ccurses_guard_leave();
    release_streams();
    const struct sigaction *previous = NULL;
    for (int i = 0; i < fatal_count; i++) {
        if (fatal_signals[i] == signal) { previous = &previous_fatal[i]; }
    }
    sigaction(signal, previous, NULL);
    // a fault happens again on return, for the previous handler
    if (information != NULL && information->si_code > 0) { return; }
    // what was sent (abort, kill) does not; the handler, which may print a backtrace, may also return, and a program
    // without its terminal must not go on
    if (previous != NULL) { pass_on(previous, signal, information, context); }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_DFL;
    sigaction(signal, &action, NULL);
    raise(signal);
}

static void on_exit_of_program(void) {
    if (atomic_load(&terminal) >= 0) {
        ccurses_guard_leave();
        fflush(NULL);
        release_streams();
    }
}

bool ccurses_guard_begin(int terminal_file, int events_file) {
    static bool is_registered = false;
    if (tcgetattr(terminal_file, &original) != 0) { return false; }
    if (!is_registered) { is_registered = atexit(on_exit_of_program) == 0; }
    atomic_store(&leaving_count, 0);
    atomic_store(&flags, 0);
    atomic_store(&terminal, terminal_file);
    atomic_store(&events, events_file);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    action.sa_handler = on_event;
    for (int i = 0; i < event_count; i++) { sigaction(event_signals[i], &action, &previous_event[i]); }
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    action.sa_sigaction = on_fatal;
    for (int i = 0; i < fatal_count; i++) { sigaction(fatal_signals[i], &action, &previous_fatal[i]); }
    return true;
}

bool ccurses_guard_is_begun(void) { return atomic_load(&terminal) >= 0; }

bool ccurses_guard_set_leaving(const char *bytes, size_t count) {
    if (count > leaving_capacity) { return false; }
    // a crash in between writes a part of the bytes at worst
    atomic_store(&leaving_count, 0);
    memcpy(leaving, bytes, count);
    atomic_store(&leaving_count, count);
    return true;
}

void ccurses_guard_capture(int file) {
    fflush(NULL);
    atomic_store(&real_output, dup(STDOUT_FILENO));
    atomic_store(&real_error, dup(STDERR_FILENO));
    atomic_store(&captured, file);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
}

void ccurses_guard_trim(void) {
    const int file = atomic_load(&captured);
    if (file < 0 || lseek(file, 0, SEEK_END) <= captured_most) { return; }
    // writers append, so the file only becomes short
    if (ftruncate(file, 0) != 0) { return; }
}

void ccurses_guard_enter(void) { atomic_store(&is_up, true); }

void ccurses_guard_end(void) {
    if (atomic_load(&terminal) < 0) { return; }
    ccurses_guard_leave();
    fflush(NULL);
    release_streams();
    for (int i = 0; i < event_count; i++) { sigaction(event_signals[i], &previous_event[i], NULL); }
    for (int i = 0; i < fatal_count; i++) { sigaction(fatal_signals[i], &previous_fatal[i], NULL); }
    atomic_store(&events, -1);
    atomic_store(&terminal, -1);
}

void ccurses_guard_stop(void) {
    struct sigaction action;
    struct sigaction ours;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &action, &ours);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
    // the caller takes the screen again itself
    atomic_fetch_and(&flags, ~(unsigned)ccurses_continued);
}
