import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SessionEnded","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/SessionEnded.md","filePath":"reference/auth/interfaces/SessionEnded.md"}');
const _sfc_main = { name: "reference/auth/interfaces/SessionEnded.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-sessionended" tabindex="-1">Interface: SessionEnded <a class="header-anchor" href="#interface-sessionended" aria-label="Permalink to &quot;Interface: SessionEnded&quot;">​</a></h1><p>A session has ended; the connection may go on.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;session-ended&quot;</code></td><td>-</td></tr><tr><td><a id="property-why"></a> <code>why</code></td><td><code>readonly</code></td><td><code>&quot;logoff&quot;</code> | <code>&quot;expired&quot;</code> | <code>&quot;replaced&quot;</code> | <code>&quot;reauthentication-failed&quot;</code></td><td><code>replaced</code>: another login named it as its PreviousSessionId.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/SessionEnded.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SessionEnded = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SessionEnded as default
};
