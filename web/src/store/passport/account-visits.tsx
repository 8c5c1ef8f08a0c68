import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { account } from "../../auth/account.ts";
import { session } from "../../auth/session.ts";
import { addVisits, forgetOthers, keptVisits } from "../shared/keep-visit.ts";
import { myOrdersQuery } from "./my-orders-query.ts";

/** Brings the account's orders from every device into the passport, and takes those of other accounts out of it. */
export function AccountVisits() {
  const now = session.use();
  const owner = account.use();
  useEffect(() => forgetOthers(owner), [owner]);
  return now.status === "signed-in" && <Fetched email={now.actor.email} />;
}

function Fetched({ email }: { email: string }) {
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(myOrdersQuery(email));
  useEffect(() => {
    const orders = data?.pages.flatMap((page) => page.orders) ?? [];
    addVisits(orders, email);
    if (hasNextPage && !isFetching && orders.length < keptVisits) void fetchNextPage();
  }, [data, email, hasNextPage, isFetching, fetchNextPage]);
  return null;
}
