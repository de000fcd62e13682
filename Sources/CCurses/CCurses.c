// memfd_create is GNU's
#define _GNU_SOURCE
#include "CCurses.h"

#include <fcntl.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <term.h>
#include <wchar.h>

bool ccurses_locale_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

int ccurses_colours(void) { return tigetnum("colors"); }

/// Copies a capability, without the delays ("$<5>") that only old hardware needs.
static const char *without_padding(const char *text, char *buffer, size_t size) {
    if (text == NULL || text == (char *)-1 || size == 0) { return NULL; }
    size_t count = 0;
    while (*text != '\0' && count + 1 < size) {
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end != NULL) {
                text = end + 1;
                continue;
            }
        }
        buffer[count++] = *text++;
    }
    buffer[count] = '\0';
    return *text == '\0' ? buffer : NULL;
}

const char *ccurses_capability(const char *name, char *buffer, size_t size) {
    return without_padding(tigetstr(name), buffer, size);
}

const char *ccurses_move(int row, int column, char *buffer, size_t size) {
    const char *move = tigetstr("cup");
    if (move == NULL || move == (char *)-1) { return NULL; }
    return without_padding(tiparm(move, row, column), buffer, size);
}

void ccurses_put(WINDOW *window, int row, int column, const uint32_t *characters, const attr_t *attributes,
                 const int *pairs, int count) {
    cchar_t cells[128];
    const int capacity = sizeof cells / sizeof cells[0];
    for (int start = 0; start < count; start += capacity) {
        const int part = count - start < capacity ? count - start : capacity;
        for (int i = 0; i < part; i++) {
            const wchar_t text[2] = {(wchar_t)characters[start + i], L'\0'};
            // the last argument carries pairs beyond a short
            int pair = pairs[start + i];
            setcchar(&cells[i], text, attributes[start + i], 0, &pair);
        }
        mvwadd_wchnstr(window, row, column + start, cells, part);
    }
}

int ccurses_memory_file(void) {
    const int file = memfd_create("backline-output", MFD_CLOEXEC);
    // so that it can be emptied while others write
    if (file >= 0) { fcntl(file, F_SETFL, O_APPEND); }
    return file;
}

int ccurses_event_file(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

bool ccurses_is_known_type(const char *type) {
    int found = -1;
    // found: 1 is usable, 0 unknown (or generic), -1 no database
    return setupterm(type, STDERR_FILENO, &found) == OK || found == 1;
}
