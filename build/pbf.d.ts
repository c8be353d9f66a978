// Neither of them comes with types.
declare module "pbf/compile" {
  export function compileRaw(proto: unknown): string;
}
declare module "protocol-buffers-schema" {
  export default function parse(text: string): unknown;
}
