declare module "http_ece" {
  import type { ECDH } from "node:crypto";

  export function encrypt(
    plaintext: Buffer,
    how: { version: "aes128gcm"; privateKey: ECDH; dh: string; authSecret: string },
  ): Buffer;
  export function decrypt(body: Buffer, how: { version: "aes128gcm"; privateKey: ECDH; authSecret: string }): Buffer;
}
