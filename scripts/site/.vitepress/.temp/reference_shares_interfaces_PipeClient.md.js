import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PipeClient","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/PipeClient.md","filePath":"reference/shares/interfaces/PipeClient.md"}');
const _sfc_main = { name: "reference/shares/interfaces/PipeClient.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-pipeclient" tabindex="-1">Interface: PipeClient <a class="header-anchor" href="#interface-pipeclient" aria-label="Permalink to &quot;Interface: PipeClient&quot;">​</a></h1><p>The client of a pipe: the connection on which its answers leave, and its user.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-connection"></a> <code>connection</code></td><td><code>readonly</code></td><td><a href="./../../index/interfaces/ConnectionInfo.html"><code>ConnectionInfo</code></a></td><td>The connection on which its next answer leaves.</td></tr><tr><td><a id="property-report"></a> <code>report</code></td><td><code>readonly</code></td><td><a href="./../../auth/type-aliases/Report.html"><code>Report</code></a></td><td>Takes facts of its session.</td></tr><tr><td><a id="property-user"></a> <code>user?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Account of the session; absent: it has none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/PipeClient.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PipeClient = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PipeClient as default
};
