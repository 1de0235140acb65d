import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: WriteRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/WriteRequest.md","filePath":"reference/smb2-codec/interfaces/WriteRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/WriteRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-writerequest" tabindex="-1">Interface: WriteRequest <a class="header-anchor" href="#interface-writerequest" aria-label="Permalink to &quot;Interface: WriteRequest&quot;">​</a></h1><p>SMB2 WRITE Request ([MS-SMB2] 2.2.21).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-channel"></a> <code>channel</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/Channel.html">Channel</a>; reserved before 3.0.</td></tr><tr><td><a id="property-channelinfo"></a> <code>channelInfo</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>Descriptors of the RDMA channel; empty if <code>channel</code> is NONE.</td></tr><tr><td><a id="property-data"></a> <code>data</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-fileid"></a> <code>fileId</code></td><td><code>readonly</code></td><td><a href="./FileId.html"><code>FileId</code></a></td><td>-</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/WriteFlags.html">WriteFlags</a>.</td></tr><tr><td><a id="property-offset"></a> <code>offset</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>Position in the file; of no meaning for a pipe.</td></tr><tr><td><a id="property-remainingbytes"></a> <code>remainingBytes</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/WriteRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WriteRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WriteRequest as default
};
