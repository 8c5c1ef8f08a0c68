/// <reference path="./.sst/platform/config.d.ts" />
export default $config({ app: () => ({ name: "donut-states", home: "aws", removal: "remove" }), async run() {} });
