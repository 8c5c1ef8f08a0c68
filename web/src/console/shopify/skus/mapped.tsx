import type { SkuMapping } from "@donut/contracts/shopify";
import { Donut } from "../../../donut/donut.tsx";
import { useFormat } from "../../../i18n/format.ts";
import { Copyable } from "../../../ui/copyable.tsx";
import { useProductName } from "../../api/product-names.ts";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { Empty } from "../../shared/empty.tsx";
import { Cell, Head, Row, Table } from "../../shared/table.tsx";
import { useShopifyTexts } from "../messages/index.ts";

/** What one unit of each SKU takes from stock. */
export function Mapped({ mappings, onEdit }: { mappings: SkuMapping[]; onEdit(sku: string): void }) {
  const texts = useShopifyTexts();
  const { skus } = texts;
  const nameOf = useProductName();
  const denied = useDenied();
  const { dateTime } = useFormat();
  if (mappings.length === 0) return <Empty title={skus.noneMapped}>{skus.noneMappedHelp}</Empty>;
  return (
    <Table
      label={skus.mapped}
      head={
        <>
          <Head>{skus.sku}</Head>
          <Head>{skus.is}</Head>
          <Head>{skus.since}</Head>
          <Head>
            <span className="sr-only">{skus.edit}</span>
          </Head>
        </>
      }
    >
      {mappings.map(({ sku, productId, units, mappedAt }) => (
        <Row key={sku}>
          <Cell name={skus.sku} wide unnamed>
            <Copyable value={sku} className="min-h-6 font-semibold" />
          </Cell>
          <Cell name={skus.is} double>
            <span className="inline-flex items-center gap-2">
              <Donut id={productId} size={32} />
              <span>
                <span className="tabular-nums">{texts.units(units)}</span>
                <span className="text-ink-soft"> · {nameOf(productId)}</span>
              </span>
            </span>
          </Cell>
          <Cell name={skus.since}>
            <time dateTime={mappedAt} className="tabular-nums">
              {dateTime(mappedAt)}
            </time>
          </Cell>
          <Cell name={skus.edit} wide unnamed>
            <ActionButton denied={denied} aria-label={skus.editOf(sku)} onClick={() => onEdit(sku)}>
              {skus.edit}
            </ActionButton>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
