/** The command was used wrongly: its message says what to do, and the exit code is 2. */
export class UsageError extends Error {}
