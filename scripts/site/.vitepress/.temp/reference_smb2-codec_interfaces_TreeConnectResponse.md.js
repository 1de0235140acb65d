import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TreeConnectResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/TreeConnectResponse.md","filePath":"reference/smb2-codec/interfaces/TreeConnectResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/TreeConnectResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-treeconnectresponse" tabindex="-1">Interface: TreeConnectResponse <a class="header-anchor" href="#interface-treeconnectresponse" aria-label="Permalink to &quot;Interface: TreeConnectResponse&quot;">​</a></h1><p>SMB2 TREE_CONNECT Response ([MS-SMB2] 2.2.10).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-capabilities"></a> <code>capabilities</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/ShareCapabilities.html">ShareCapabilities</a>.</td></tr><tr><td><a id="property-maximalaccess"></a> <code>maximalAccess</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Access mask ([MS-SMB2] 2.2.13.1).</td></tr><tr><td><a id="property-shareflags"></a> <code>shareFlags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/ShareFlags.html">ShareFlags</a>.</td></tr><tr><td><a id="property-sharetype"></a> <code>shareType</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/ShareType.html">ShareType</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/TreeConnectResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TreeConnectResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TreeConnectResponse as default
};
