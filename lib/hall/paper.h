/* paper: an instrument as a form to print and fill in by hand. */
#ifndef CASEWORK_PAPER_H
#define CASEWORK_PAPER_H

#include "doors/file.h"
#include "frame/instrument.h"

/* Its items with their answers and room to write, in the reader's language. */
void paper_put(const struct instrument *in, struct sink *out);

#endif
