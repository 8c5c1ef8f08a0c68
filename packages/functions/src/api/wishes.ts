import { faultText } from "@donut/contracts/faults";
import { askToBeNotified } from "@donut/core/wish/ask";
import { endWishesOf, takeBack, wishesOf } from "@donut/core/wish/take-back";
import { readWish } from "@donut/core/wish/wish";
import { openEndToken, openUndoToken } from "@donut/core/wish/wish-links";
import { Resource } from "sst";
import { type ApiContext, createApi, lambdaHandler } from "./app.ts";
import { pageHeaders } from "./house-page.ts";
import { type NewProblem, problem } from "./problem.ts";
import { type WishView, wishPage } from "./wish-page.ts";
import { getEnd, getStanding, postEnd, postUndo, postWish } from "./wish-routes.ts";

const app = createApi({
  title: "Wishes",
  description: "Being told by mail when a sold-out product can be ordered again.",
});

app
  .openapi(postWish, async (c) => {
    const request = c.req.valid("json");
    const { productId, email } = request;
    const asked = await askToBeNotified(request, Resource.WishSecret.value);
    if (asked.status === "asked")
      return c.json({ wish: { productId, email, until: asked.until, undo: asked.undo } }, 202);
    if (asked.status === "unknown-product") return problem(c, 404, unknownProduct(productId));
    if (asked.status === "in-stock")
      return problem(c, 409, {
        kind: "in-stock",
        title: "It can be ordered now",
        detail: `There is nothing to wait for: there are ${asked.available} of ${productId}.`,
        params: { available: asked.available },
      });
    return problem(c, 429, {
      kind: "too-many-wishes",
      title: "Too many requests for a mail today",
      detail: `Nothing was noted. There were too many for this ${asked.of} today; try again tomorrow.`,
    });
  })
  .openapi(postUndo, async (c) => {
    const link = openUndoToken(c.req.valid("json").undo, Resource.WishSecret.value);
    if (link.status !== "valid") return problem(c, 403, badToken);
    await takeBack(link);
    return c.json({ undone: true as const }, 200);
  })
  .openapi(getStanding, async (c) => {
    const link = openUndoToken(c.req.valid("query").undo, Resource.WishSecret.value);
    if (link.status !== "valid") return problem(c, 403, badToken);
    return c.json({ stands: (await readWish(link))?.asks.has(link.ask) ?? false }, 200);
  })
  .openapi(getEnd, async (c) => {
    const { token } = c.req.valid("query");
    const link = openEndToken(token, Resource.WishSecret.value);
    if (link.status !== "valid") return refuse(c, link.status);
    const { id, language } = link;
    return page(c, 200, { status: "asking", language, productIds: await waitedFor(id), token });
  })
  .openapi(postEnd, async (c) => {
    const link = openEndToken(c.req.valid("form").token, Resource.WishSecret.value);
    if (link.status !== "valid") return refuse(c, link.status);
    await endWishesOf(link.id);
    return page(c, 200, { status: "ended", language: link.language });
  });

export const handler = lambdaHandler(app);

const badToken: NewProblem = {
  kind: "wish-link",
  title: "The token is not one of ours, or too old",
  detail: "Nothing was changed. Send the token that POST /wishes has answered with.",
};

async function waitedFor(id: string): Promise<string[]> {
  return (await wishesOf(id)).map(({ productId }) => productId);
}

function refuse(c: ApiContext, status: "invalid" | "expired") {
  return page(c, status === "expired" ? 410 : 403, { status });
}

function page(c: ApiContext, status: 200 | 403 | 410, view: WishView) {
  return c.html(wishPage(view), status, pageHeaders);
}

function unknownProduct(productId: string): NewProblem {
  return {
    kind: "unknown-product",
    title: "There is no such product",
    detail: `We do not sell ${productId}.`,
    params: { products: productId },
    errors: [{ pointer: "/productId", detail: faultText("unknown-product") }],
  };
}
