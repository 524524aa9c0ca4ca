/* proof: an instrument is held against itself before anybody is asked its questions. */
#ifndef CASEWORK_PROOF_H
#define CASEWORK_PROOF_H

#include "frame/instrument.h"

/* Read a file and judge it whole; its flaws stand in order of their lines. With none of them it can be used. */
struct instrument *proof_read(const char *path);

#endif
