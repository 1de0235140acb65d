import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HttpAnswered","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/HttpAnswered.md","filePath":"reference/auth/interfaces/HttpAnswered.md"}');
const _sfc_main = { name: "reference/auth/interfaces/HttpAnswered.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-httpanswered" tabindex="-1">Interface: HttpAnswered <a class="header-anchor" href="#interface-httpanswered" aria-label="Permalink to &quot;Interface: HttpAnswered&quot;">​</a></h1><p>The first request on a connection after its login was accepted; it completes the attempt.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;http-answered&quot;</code></td><td>-</td></tr><tr><td><a id="property-method"></a> <code>method</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>GET</code>.</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Status code of the answer.</td></tr><tr><td><a id="property-target"></a> <code>target</code></td><td><code>readonly</code></td><td><code>string</code></td><td>As sent, only its beginning if it is long.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/HttpAnswered.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HttpAnswered = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HttpAnswered as default
};
