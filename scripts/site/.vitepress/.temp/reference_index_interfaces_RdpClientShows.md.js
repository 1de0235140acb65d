import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RdpClientShows","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RdpClientShows.md","filePath":"reference/index/interfaces/RdpClientShows.md"}');
const _sfc_main = { name: "reference/index/interfaces/RdpClientShows.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rdpclientshows" tabindex="-1">Interface: RdpClientShows <a class="header-anchor" href="#interface-rdpclientshows" aria-label="Permalink to &quot;Interface: RdpClientShows&quot;">​</a></h1><p>The message that each client of CredSSP shows its user.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-mstsc"></a> <code>mstsc</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Remote Desktop Connection of Windows.</td></tr><tr><td><a id="property-xfreerdp"></a> <code>xfreerdp</code></td><td><code>readonly</code></td><td><code>string</code></td><td>FreeRDP, version 2.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RdpClientShows.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RdpClientShows = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RdpClientShows as default
};
