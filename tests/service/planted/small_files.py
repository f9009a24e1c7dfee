"""Lets no file of the server or of its workers grow beyond a quarter of a mebibyte, as a full disk would."""

import resource

resource.setrlimit(resource.RLIMIT_FSIZE, (2**18, 2**18))
