import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OtherProtocol","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/OtherProtocol.md","filePath":"reference/auth/interfaces/OtherProtocol.md"}');
const _sfc_main = { name: "reference/auth/interfaces/OtherProtocol.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-otherprotocol" tabindex="-1">Interface: OtherProtocol <a class="header-anchor" href="#interface-otherprotocol" aria-label="Permalink to &quot;Interface: OtherProtocol&quot;">​</a></h1><p>The first bytes of a connection are not of the protocol that its listener serves.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-firstbytes"></a> <code>firstBytes</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The bytes that arrived first, up to 64, framing included.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;other-protocol&quot;</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/OtherProtocol.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OtherProtocol = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OtherProtocol as default
};
