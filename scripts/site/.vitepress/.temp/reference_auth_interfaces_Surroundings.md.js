import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Surroundings","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/Surroundings.md","filePath":"reference/auth/interfaces/Surroundings.md"}');
const _sfc_main = { name: "reference/auth/interfaces/Surroundings.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-surroundings" tabindex="-1">Interface: Surroundings <a class="header-anchor" href="#interface-surroundings" aria-label="Permalink to &quot;Interface: Surroundings&quot;">​</a></h1><p>Plain bytes that a carrier sends on both sides of a protected message: the header and the trailer of an RPC PDU ([MS-RPCE] 3.3.1.5.2.2). They are never encrypted.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-after"></a> <code>after</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The trailer.</td></tr><tr><td><a id="property-before"></a> <code>before</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The header.</td></tr><tr><td><a id="property-sign"></a> <code>sign</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the carrier negotiated that they are signed too. NTLM with extended session security signs them in either case ([MS-NLMP] 3.4.6.1, 3.4.8.1): the mechanism decides.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/Surroundings.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Surroundings = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Surroundings as default
};
