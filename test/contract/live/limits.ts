import type { Http, HttpRequest } from "../../../src/http/http";
import { NotTried } from "./check";

/** Ways to send that are bounded, and that send nothing but reads. */
export interface LimitedHttp extends Http {
  readonly sent: () => number;
}

/** Throws NotTried in place of the request that is one too many, and of any request that is no read. */
export function limitHttp(http: Http, most: number, isRead: (request: HttpRequest) => boolean): LimitedHttp {
  let sent = 0;
  return {
    ...http,
    sent: () => sent,
    send: (prepare, options) =>
      http.send(() => {
        const request = prepare();
        if (!isRead(request)) throw new NotTried("It is no read, and nothing else is sent.");
        if (sent >= most) throw new NotTried(`The limit of ${most} requests was reached (LIVE_MAX_REQUESTS).`);
        sent += 1;
        return request;
      }, options),
  };
}
