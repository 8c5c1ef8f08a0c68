import { useEffect, useState } from "react";
import { Skeleton } from "../../ui/skeleton.tsx";
import { stockQuery } from "../api/queries.ts";
import { useLive } from "../live/use-live.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { Empty } from "../shared/empty.tsx";
import { Page } from "../shared/page.tsx";
import { Head, Table } from "../shared/table.tsx";
import { ShortageDialog } from "./shortage-dialog.tsx";
import { StockDialog } from "./stock-dialog.tsx";
import { StockRow } from "./stock-row.tsx";
import { recordHistory } from "./use-history.ts";

export function StockPage() {
  const { stock, correction } = useConsoleMessages();
  const [correcting, setCorrecting] = useState<string>();
  const [closing, setClosing] = useState<string>();
  const { data, dataUpdatedAt, error } = useLive(stockQuery);
  useEffect(() => {
    if (data) recordHistory(dataUpdatedAt, data.stock);
  }, [data, dataUpdatedAt]);

  const corrected = data?.stock.find(({ productId }) => productId === correcting);
  const closed = data?.stock.find(({ productId }) => productId === closing);
  return (
    <Page title={stock.title} lead={stock.lead}>
      {!data && !error && <Skeleton className="h-96" />}
      {data && data.stock.length === 0 && <Empty title={stock.empty}>{stock.emptyHelp}</Empty>}
      {data && data.stock.length > 0 && (
        <Table
          label={stock.title}
          head={
            <>
              <Head>{stock.product}</Head>
              <Head number>{stock.available}</Head>
              <Head>{stock.state}</Head>
              <Head number>{stock.reorder}</Head>
              <Head>{stock.shortage}</Head>
              <Head>{stock.history}</Head>
              <Head>
                <span className="sr-only">{correction.open}</span>
              </Head>
            </>
          }
        >
          {data.stock.map((item) => (
            <StockRow
              key={item.productId}
              item={item}
              onCorrect={() => setCorrecting(item.productId)}
              onCloseShortage={() => setClosing(item.productId)}
            />
          ))}
        </Table>
      )}
      {corrected && <StockDialog item={corrected} onClose={() => setCorrecting(undefined)} />}
      {closed?.shortage && (
        <ShortageDialog item={closed} shortageId={closed.shortage.id} onClose={() => setClosing(undefined)} />
      )}
    </Page>
  );
}
