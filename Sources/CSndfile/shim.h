#pragma once
#include <sndfile.h>
#include <stdio.h>

/// Puts another stream in the place of standard error's, for libraries that print; descriptor 2 stays as it is.
/// Returns the one that was there.
static inline void *backline_swap_error_stream(void *stream) {
    FILE *before = stderr;
    stderr = (FILE *)stream;
    return before;
}

static inline void *backline_null_stream(void) { return fopen("/dev/null", "w"); }
