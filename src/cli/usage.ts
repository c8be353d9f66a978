/** The command line itself is wrong; exit code 3. */
export class UsageError extends Error {}
