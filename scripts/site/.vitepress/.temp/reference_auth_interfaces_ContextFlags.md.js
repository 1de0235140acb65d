import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ContextFlags","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ContextFlags.md","filePath":"reference/auth/interfaces/ContextFlags.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ContextFlags.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-contextflags" tabindex="-1">Interface: ContextFlags <a class="header-anchor" href="#interface-contextflags" aria-label="Permalink to &quot;Interface: ContextFlags&quot;">​</a></h1><p>Flags of a GSS context, as the mechanism and both sides agreed on them.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-delegated"></a> <code>delegated</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>The client hands its credentials over (GSS_C_DELEG_FLAG).</td></tr><tr><td><a id="property-identifyonly"></a> <code>identifyOnly</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>The server may learn who the client is, but may not act in its name (GSS_C_IDENTIFY_FLAG).</td></tr><tr><td><a id="property-mutual"></a> <code>mutual</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>The server proved itself to the client, too (GSS_C_MUTUAL_FLAG).</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ContextFlags.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ContextFlags = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ContextFlags as default
};
