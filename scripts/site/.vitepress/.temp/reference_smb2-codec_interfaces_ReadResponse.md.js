import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReadResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/ReadResponse.md","filePath":"reference/smb2-codec/interfaces/ReadResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/ReadResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-readresponse" tabindex="-1">Interface: ReadResponse <a class="header-anchor" href="#interface-readresponse" aria-label="Permalink to &quot;Interface: ReadResponse&quot;">​</a></h1><p>SMB2 READ Response ([MS-SMB2] 2.2.20).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-data"></a> <code>data</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-dataremaining"></a> <code>dataRemaining</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bytes sent over the RDMA channel; 0 otherwise.</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>3.1.1 only; reserved before.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/ReadResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReadResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReadResponse as default
};
