import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ProtectionRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ProtectionRecord.md","filePath":"reference/index/interfaces/ProtectionRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/ProtectionRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-protectionrecord" tabindex="-1">Interface: ProtectionRecord <a class="header-anchor" href="#interface-protectionrecord" aria-label="Permalink to &quot;Interface: ProtectionRecord&quot;">​</a></h1><p>Signing and encryption of the session, and the protection of the client&#39;s first request.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-encryption"></a> <code>encryption</code></td><td><code>readonly</code></td><td><code>&quot;none&quot;</code> | <code>&quot;required&quot;</code> | <code>&quot;offered&quot;</code></td><td><code>required</code>: every request must be encrypted; <code>none</code>: it has no key, or the connection no cipher.</td></tr><tr><td><a id="property-signing"></a> <code>signing</code></td><td><code>readonly</code></td><td><code>&quot;none&quot;</code> | <code>&quot;required&quot;</code> | <code>&quot;optional&quot;</code></td><td><code>required</code>: every request must be signed; <code>none</code>: the session has no key.</td></tr><tr><td><a id="property-used"></a> <code>used</code></td><td><code>readonly</code></td><td><code>&quot;none&quot;</code> | <code>&quot;signed&quot;</code> | <code>&quot;encrypted&quot;</code> | <code>undefined</code></td><td>The protection of the first request after the login; undefined: none came.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ProtectionRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ProtectionRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ProtectionRecord as default
};
