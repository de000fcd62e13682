#pragma once
#include <alsa/asoundlib.h>

// What Swift cannot say itself: the error handler is variadic.

/// Keeps the library from printing into the terminal: from now on its messages go nowhere but into calsa_last_message.
/// May be called again and from any thread.
void calsa_silence(void);

/// What the library said last on this thread, without its file and line; "" if nothing since calsa_forget_message.
/// Valid until the thread's next call into ALSA.
const char *calsa_last_message(void);

void calsa_forget_message(void);
