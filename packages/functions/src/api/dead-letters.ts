import { createAdminApi } from "./admin/admin-api.ts";
import { deadLetters } from "./admin/dead-letters.ts";
import { redriving } from "./admin/redrive.ts";
import { lambdaHandler } from "./app.ts";

const app = createAdminApi({
  title: "Dead letters",
  description: "What rests in queues: to look at, redrive, delete.",
});

app.include(deadLetters);
app.include(redriving);

export const handler = lambdaHandler(app);
