import { common } from './text/common.ts';
import { useText } from './text/catalogue.ts';

export { catalogue, catalogueLater, useText, type Catalogue, type SameWords } from './text/catalogue.ts';
export { common } from './text/common.ts';

export const useCommon = () => useText(common);
