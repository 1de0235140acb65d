export { beginsLikeProxyHeader, HeaderAssembly, type AssembledHeader } from './header-assembly.js';
export { MOST_HEADER_BYTES, type ProxyHeader } from './header.js';
