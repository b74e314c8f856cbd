/**
 * A block cipher with its key schedule worked out once. Objects are meant to be kept and reused: making one costs more
 * than enciphering a block with it. Not constant time: tables are indexed by secret bytes (docs/explanation/soft-hsm.md).
 */
export interface BlockCipher {
  /** Bytes per block: 8 for DES and TDES, 16 for AES and SM4. */
  readonly blockSize: 8 | 16
  /** Source and target may be the same array. */
  encryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void
  decryptBlock(source: Uint8Array, sourceOffset: number, target: Uint8Array, targetOffset: number): void
  /** Overwrites the key schedule; the object throws when it is used afterwards. */
  wipe(): void
}
