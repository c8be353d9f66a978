/** How a command ends. */
export const FINE = 0;
/** something could not be done or checked */
export const FAILURE = 1;
/** what is recorded or written down is not what the platform says */
export const DRIFT = 2;
export const USAGE = 3;
