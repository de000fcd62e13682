#include "CAlsa.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// The library calls back on the thread that called it, so each thread keeps its own message.
static _Thread_local char message[512];

static void keep(const char *file, int line, const char *function, int error, const char *format, ...) {
    (void)file;
    (void)line;
    (void)function;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (error != 0) {
        size_t used = strlen(message);
        snprintf(message + used, sizeof message - used, ": %s", snd_strerror(error));
    }
}

void calsa_silence(void) { snd_lib_error_set_handler(keep); }

const char *calsa_last_message(void) { return message; }

void calsa_forget_message(void) { message[0] = 0; }
