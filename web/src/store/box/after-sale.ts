import type { OrderLine, Product } from "../../api/types.ts";

/** @returns the catalogue as it will be if these lines are sold */
export function afterSale(products: Product[], lines: OrderLine[]): Product[] {
  return products.map((product) => {
    const sold = lines.find((it) => it.productId === product.id)?.quantity ?? 0;
    const available = product.stock.available - sold;
    if (sold === 0 || available < 0) return product;
    return {
      ...product,
      stock: { ...product.stock, available, state: available === 0 ? "sold_out" : product.stock.state },
    };
  });
}
