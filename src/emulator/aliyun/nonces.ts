const most = 200_000;

/** The nonces used lately, per access key. */
export class Nonces {
  private readonly used = new Map<string, number>();

  /** Reserves a nonce for as long as a timestamp can be valid; false when it was used before. */
  take(accessKeyId: string, nonce: string, now: number, lifetime: number): boolean {
    const key = `${accessKeyId}\n${nonce}`;
    const until = this.used.get(key);
    if (until !== undefined && until >= now) return false;
    // Deleted first, so that the map keeps the order of expiry.
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
