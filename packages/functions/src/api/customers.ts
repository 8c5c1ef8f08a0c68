import { findCustomer } from "@donut/core/customer/find";
import { listCustomers } from "@donut/core/customer/list";
import { createAdminApi } from "./admin/admin-api.ts";
import { getCustomers } from "./admin/customer-routes.ts";
import { lambdaHandler } from "./app.ts";
import { badCursor, invalidInput } from "./problem.ts";

const app = createAdminApi({ title: "Customers", description: "The shop's customers and of which type they are." });

app.openapi(getCustomers, async (c) => {
  const { limit, cursor, type, email } = c.req.valid("query");
  if (email !== undefined) {
    const found = await findCustomer(email);
    return c.json({ customers: found && (type ?? found.type) === found.type ? [found] : [] }, 200);
  }
  const page = await listCustomers(limit, cursor, type);
  if (page.status === "bad-cursor") return invalidInput(c, badCursor);
  return c.json({ customers: page.customers, next: page.next }, 200);
});

export const handler = lambdaHandler(app);
