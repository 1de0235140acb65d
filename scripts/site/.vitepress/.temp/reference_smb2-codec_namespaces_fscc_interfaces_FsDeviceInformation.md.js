import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FsDeviceInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsDeviceInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsDeviceInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FsDeviceInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fsdeviceinformation" tabindex="-1">Interface: FsDeviceInformation <a class="header-anchor" href="#interface-fsdeviceinformation" aria-label="Permalink to &quot;Interface: FsDeviceInformation&quot;">​</a></h1><p>FILE_FS_DEVICE_INFORMATION ([MS-FSCC] 2.5.10).</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FsInformation.html"><code>FsInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-characteristics"></a> <code>characteristics</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/DeviceCharacteristics.html">DeviceCharacteristics</a>.</td></tr><tr><td><a id="property-devicetype"></a> <code>deviceType</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/DeviceType.html">DeviceType</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FsDeviceInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FsDeviceInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FsDeviceInformation as default
};
