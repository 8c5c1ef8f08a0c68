/** @returns the key a SKU is mapped under; for a variant without a SKU, its id */
export function keyOf({ sku, variantId }: { sku: string; variantId?: string | undefined }): string {
  return sku === "" && variantId !== undefined ? `variant:${variantId}` : sku;
}
