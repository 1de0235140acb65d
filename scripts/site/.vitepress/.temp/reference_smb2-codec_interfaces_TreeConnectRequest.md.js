import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TreeConnectRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/TreeConnectRequest.md","filePath":"reference/smb2-codec/interfaces/TreeConnectRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/TreeConnectRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-treeconnectrequest" tabindex="-1">Interface: TreeConnectRequest <a class="header-anchor" href="#interface-treeconnectrequest" aria-label="Permalink to &quot;Interface: TreeConnectRequest&quot;">​</a></h1><p>SMB2 TREE_CONNECT Request ([MS-SMB2] 2.2.9).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/TreeConnectFlags.html">TreeConnectFlags</a>; reserved, and to be ignored, before 3.1.1.</td></tr><tr><td><a id="property-path"></a> <code>path</code></td><td><code>readonly</code></td><td><code>string</code></td><td><code>\\\\server\\share</code>, as sent.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/TreeConnectRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TreeConnectRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TreeConnectRequest as default
};
