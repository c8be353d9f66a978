const most = 200_000;

/** The nonces used lately, per access key. */
export class Nonces {
  private readonly used = new Map<string, number>();

  /** Takes a nonce for the time a timestamp can still be valid; false when it was taken before. */
  take(accessKeyId: string, nonce: string, now: number, lifetime: number): boolean {
    const key = `${accessKeyId}\n${nonce}`;
    const until = this.used.get(key);
    if (until !== undefined && until >= now) return false;
    // Deleted first, so that the map stays in the order of expiry.
    this.used.delete(key);
    this.used.set(key, now + lifetime);
    for (const [oldest, end] of this.used) {
      if (end >= now && this.used.size <= most) break;
      this.used.delete(oldest);
    }
    return true;
  }

  forget(): void {
    this.used.clear();
  }
}
