/** The exit codes. */
export const FINE = 0;
/** a command or a check failed */
export const FAILURE = 1;
/** recorded or expected values differ from the platform's */
export const DRIFT = 2;
export const USAGE = 3;
