import { PbfWriter } from "pbf";

/** pbf 5.1 writes characters above U+1FFFF, such as 𠮷 of many names, as other ones. */
export class MessageWriter extends PbfWriter {
  override writeString(text: string): void {
    this.writeBytes(Buffer.from(text));
  }
}
