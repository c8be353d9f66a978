import type { Explanation } from "./explain";

/** The reason of a failure where this process may use too little memory: the code that reads responses needs 10 GB of address space. */
export const outOfMemory = (code: string, message: string): Explanation | undefined =>
  code === "ENOMEM" || /WebAssembly|out of memory|allocation failed/i.test(message)
    ? [
        "out-of-memory",
        "This process may not use as much memory or address space as it needs.",
        "Raise the limit: ulimit -v (reading responses needs 10 GB of address space, most of it unused), the memory of the container, or --max-old-space-size in NODE_OPTIONS.",
      ]
    : undefined;
