import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Smb1Negotiate","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/Smb1Negotiate.md","filePath":"reference/auth/interfaces/Smb1Negotiate.md"}');
const _sfc_main = { name: "reference/auth/interfaces/Smb1Negotiate.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-smb1negotiate" tabindex="-1">Interface: Smb1Negotiate <a class="header-anchor" href="#interface-smb1negotiate" aria-label="Permalink to &quot;Interface: Smb1Negotiate&quot;">​</a></h1><p>An SMB_COM_NEGOTIATE of SMB1 ([MS-SMB2] 3.3.5.3).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-answered"></a> <code>answered</code></td><td><code>readonly</code></td><td><code>number</code> | <code>undefined</code></td><td>DialectRevision of our SMB2 answer: 0x02ff or 0x0202; undefined when no string asked for SMB2.</td></tr><tr><td><a id="property-dialects"></a> <code>dialects</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Dialect strings in the client&#39;s order, such as <code>NT LM 0.12</code> and <code>SMB 2.???</code>.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;smb1-negotiate&quot;</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/Smb1Negotiate.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Smb1Negotiate = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Smb1Negotiate as default
};
