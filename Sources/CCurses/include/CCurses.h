#pragma once
#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

// What ncurses has as macros, variadic functions or globals, which Swift does not import.

static inline attr_t ccurses_attributes(bool bold, bool dim, bool underline, bool reverse) {
    return (bold ? A_BOLD : 0) | (dim ? A_DIM : 0) | (underline ? A_UNDERLINE : 0) | (reverse ? A_REVERSE : 0);
}
static inline WINDOW *ccurses_window(void) { return stdscr; }
static inline int ccurses_pairs(void) { return COLOR_PAIRS; }
/// How many colours the terminal has; negative without any.
int ccurses_colours(void);
/// Whether the locale's characters are UTF-8.
bool ccurses_locale_is_utf8(void);
/// A string capability of the terminal without padding, or NULL; `buffer` has `size` bytes.
const char *ccurses_capability(const char *name, char *buffer, size_t size);
/// The bytes that move the cursor, from `cup`.
const char *ccurses_move(int row, int column, char *buffer, size_t size);
/// Puts `count` characters of one column each into a row of the window.
void ccurses_put(WINDOW *window, int row, int column, const uint32_t *characters, const attr_t *attributes,
                 const int *pairs, int count);
/// A file without a name that is always written at its end, closed on exec; -1 where there can be none.
int ccurses_memory_file(void);
/// An eventfd that is never waited for when written; -1 where there can be none.
int ccurses_event_file(void);
/// Whether the terminfo database has the type, be it too simple to draw on.
bool ccurses_is_known_type(const char *type);

// The guard: it gives the terminal back whatever ends the program, and tells what signals came. One at a time.

enum {
    ccurses_resized = 1,
    ccurses_hung_up = 2,
    ccurses_interrupted = 4,
    ccurses_stopped = 8,
    ccurses_continued = 16,
    ccurses_woken = 32,
};

/// Keeps the terminal's modes, installs the handlers; `events` is an eventfd that becomes readable with every signal.
/// Returns false if `terminal` is no terminal.
bool ccurses_guard_begin(int terminal, int events);
/// Whether a guard has begun and not ended.
bool ccurses_guard_is_begun(void);
/// Bytes that bring the terminal back; at most 512. False if they do not fit.
bool ccurses_guard_set_leaving(const char *bytes, size_t count);
/// From now on standard output and error go into `file`; -1 leaves them.
void ccurses_guard_capture(int file);
/// Empties what was captured when it has become long: a library that never stops must not fill the memory.
void ccurses_guard_trim(void);
/// Brings the terminal back, once; safe in signal handlers. The screen may be entered again.
void ccurses_guard_leave(void);
/// The screen is up (again): leaving would have something to do.
void ccurses_guard_enter(void);
/// Leaves, copies what was captured to the real standard error, and gives the handlers back.
void ccurses_guard_end(void);
/// Adds flags and wakes the owner; any thread and signal handlers.
void ccurses_guard_post(unsigned flags);
/// Flags since the last call.
unsigned ccurses_guard_take(void);
/// Stops the process as ctrl-z does; returns when it is continued.
void ccurses_guard_stop(void);
