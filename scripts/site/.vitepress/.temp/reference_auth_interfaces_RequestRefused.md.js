import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RequestRefused","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/RequestRefused.md","filePath":"reference/auth/interfaces/RequestRefused.md"}');
const _sfc_main = { name: "reference/auth/interfaces/RequestRefused.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-requestrefused" tabindex="-1">Interface: RequestRefused <a class="header-anchor" href="#interface-requestrefused" aria-label="Permalink to &quot;Interface: RequestRefused&quot;">​</a></h1><p>A request without a session on its connection.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-command"></a> <code>command</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Command of the SMB2 header.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;request-refused&quot;</code></td><td>-</td></tr><tr><td><a id="property-sessionid"></a> <code>sessionId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>SessionId of the request; 0: it names none.</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The status of the answer.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/RequestRefused.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RequestRefused = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RequestRefused as default
};
