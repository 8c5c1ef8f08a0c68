import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useProducts } from "../../api/products.ts";
import type { Product } from "../../api/types.ts";
import { freshOnes } from "./fresh.ts";

const Toaster = lazy(() => import("./toaster.tsx").then((it) => ({ default: it.StoreToaster })));

/** Notifies when a sold-out product is available again. */
export function FreshNotices() {
  const { data: products } = useProducts();
  const before = useRef<Product[]>(undefined);
  const [fresh, setFresh] = useState<Product[]>([]);

  useEffect(() => {
    if (!products) return;
    const news = freshOnes(before.current ?? [], products);
    before.current = products;
    if (news.length > 0) setFresh(news);
  }, [products]);

  if (fresh.length === 0) return null;
  return (
    <Suspense>
      <Toaster fresh={fresh} />
    </Suspense>
  );
}
