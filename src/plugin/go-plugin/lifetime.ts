import type { Socket } from "node:net";

export interface Patience {
  /** time without a first connection */
  readonly first: number;
  /** time without any connection afterwards */
  readonly last: number;
}

const usual: Patience = { first: 60_000, last: 200 };
const WATCH_MS = 1_000;

/** Whether the process that started this one has ended: then the system gives this one another parent. */
function watchParent(): () => boolean {
  const parent = process.ppid;
  return () => process.ppid !== parent;
}

/** Calls `end` when no host needs the process; never for a debugging session. */
export class Lifetime {
  private readonly connections = new Set<Socket>();
  private timer: NodeJS.Timeout | undefined;
  private readonly watch: NodeJS.Timeout;

  constructor(
    private readonly end: () => void,
    private readonly patience = usual,
    hostIsGone = watchParent(),
  ) {
    this.wait(patience.first);
    // No host will connect, and the environment of this process contains secrets.
    this.watch = setInterval(() => hostIsGone() && end(), WATCH_MS);
  }

  /** Counts a connection of the host; refused peers neither keep the process alive nor end it. */
  join(socket: Socket): void {
    this.connections.add(socket);
    clearTimeout(this.timer);
    clearInterval(this.watch);
    socket.once("close", () => {
      this.connections.delete(socket);
      if (this.connections.size === 0) this.wait(this.patience.last);
    });
  }

  /** Resolves when no host is connected. */
  async disconnected(): Promise<void> {
    await Promise.all([...this.connections].map((socket) => new Promise((resolve) => socket.once("close", resolve))));
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.end, milliseconds);
  }
}
