/** @returns under what a SKU is mapped; a variant without one by its id */
export function keyOf({ sku, variantId }: { sku: string; variantId?: string | undefined }): string {
  return sku === "" && variantId !== undefined ? `variant:${variantId}` : sku;
}
