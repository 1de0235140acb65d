import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NetbiosSessionRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/NetbiosSessionRequest.md","filePath":"reference/auth/interfaces/NetbiosSessionRequest.md"}');
const _sfc_main = { name: "reference/auth/interfaces/NetbiosSessionRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-netbiossessionrequest" tabindex="-1">Interface: NetbiosSessionRequest <a class="header-anchor" href="#interface-netbiossessionrequest" aria-label="Permalink to &quot;Interface: NetbiosSessionRequest&quot;">​</a></h1><p>A NetBIOS session request (RFC 1002 4.3.2): only clients of port 139 begin with it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;netbios-session-request&quot;</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/NetbiosSessionRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NetbiosSessionRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NetbiosSessionRequest as default
};
